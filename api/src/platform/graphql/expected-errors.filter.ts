import { Catch } from '@nestjs/common';
import type { GqlExceptionFilter } from '@nestjs/graphql';
import { MedleyError } from '../errors';

/** Hands errors meant for the caller through untouched: they are answers, and nothing to log. */
@Catch(MedleyError)
export class ExpectedErrorsFilter implements GqlExceptionFilter {
  catch(error: MedleyError): MedleyError {
    return error;
  }
}
