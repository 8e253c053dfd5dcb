import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badInput } from '../errors';

/** Checks inputs by their class's decorators; a fault is BAD_INPUT with the path of the field. What may be absent is the schema's to say. */
export const inputValidation = (): ValidationPipe =>
  new ValidationPipe({
    forbidUnknownValues: false,
    skipMissingProperties: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => faultOf(errors),
  });

function faultOf(errors: readonly ValidationError[], path = 'input') {
  const [first] = errors;
  const field = first === undefined ? path : `${path}.${first.property}`;
  if (first?.children !== undefined && first.children.length > 0) return faultOf(first.children, field);
  return badInput(Object.values(first?.constraints ?? {})[0] ?? 'This input is not valid.', field);
}
