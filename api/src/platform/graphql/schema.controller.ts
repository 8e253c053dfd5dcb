import { Controller, Get, Header } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { schemaText } from './schema-text';

/** The schema as text, for tools that do not introspect. */
@Controller()
export class SchemaController {
  constructor(private readonly host: GraphQLSchemaHost) {}

  @Get('graphql/schema.graphql')
  @Header('content-type', 'text/plain; charset=utf-8')
  text(): string {
    return schemaText(this.host.schema);
  }
}
