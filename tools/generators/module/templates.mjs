/** The anatomy of a module, file by file. Each text is a function of the spellings and compiles as it stands. */

const readme = (kind) => (w) => `# ${w.name} (${kind})

What this module is for, in one sentence.

- **Vocabulary**: ${w.noun}.
${kind === 'edge' ? '' : `- **Tables**: \`${w.name.replaceAll('-', '_')}_${w.noun.replaceAll('-', '_')}\`.\n`}- **Facts recorded**: ${kind === 'ledger' || kind === 'register' ? `\`${w.Noun}Added\`` : 'none'}.
- **Reads from**: nothing yet.
`;

const tables = (w) => `import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN } from '../platform';

/** One ${w.noun} as it is read. */
@Entity('${w.name.replaceAll('-', '_')}_${w.noun.replaceAll('-', '_')}')
export class ${w.Noun}Row {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 200 }) name: string;
}
`;

const queries = (w) => `import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../platform';
import { ${w.Noun}Row } from './${w.name}.tables';

/** Questions about ${w.name}: one method per question. */
@Injectable()
export class ${w.Names}Queries {
  constructor(private readonly db: Database) {}

  byId(ctx: Ctx, id: string): Promise<${w.Noun}Row | null> {
    return this.db.byId(ctx, ${w.Noun}Row, id);
  }
}
`;

const noun = (w) => `@ObjectType({ description: 'One ${w.noun}.' })
export class ${w.Noun} {
  @Field(() => ID) id!: string;
  @Field({ description: 'What it is called.' }) name!: string;
}
`;

const readSchema = (w) => `import { Field, ID, ObjectType } from '@nestjs/graphql';

${noun(w)}`;

const writeSchema = (w) => `import { createUnionType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { SimpleRefusal } from '../platform';

${noun(w)}
@InputType()
export class Add${w.Noun}Input {
  @Field(() => ID, { description: 'Makes a repeated request harmless.' }) requestId!: string;
  @IsNotEmpty() @MaxLength(200) @Field({ description: 'What it is called.' }) name!: string;
}

@ObjectType({ description: 'It was added.' })
export class Add${w.Noun}Success {
  @Field(() => ${w.Noun}) ${w.one}!: ${w.Noun};
}

export const Add${w.Noun}Result = createUnionType({
  name: 'Add${w.Noun}Result',
  types: () => [Add${w.Noun}Success, SimpleRefusal] as const,
});
`;

const read = (w) => `  @Allow('${w.noun}:read')
  @Query(() => ${w.Noun}, { nullable: true, description: 'One ${w.noun}; null when it is absent or not yours.' })
  ${w.one}(@CurrentCtx() ctx: Ctx, @Args('id', { type: () => ID }) id: string) {
    return this.queries.byId(ctx, id);
  }
`;

const readResolver = (w) => `import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Ctx, CurrentCtx } from '../platform';
import { ${w.Names}Queries } from './${w.name}.queries';
import { ${w.Noun} } from './${w.name}.schema';

@Resolver(() => ${w.Noun})
export class ${w.Names}Resolver {
  constructor(private readonly queries: ${w.Names}Queries) {}

${read(w)}}
`;

const writeResolver = (w) => `import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Ctx, CurrentCtx, resultOf } from '../platform';
import { ${w.Names}Queries } from './${w.name}.queries';
import { Add${w.Noun}Input, Add${w.Noun}Result, ${w.Noun} } from './${w.name}.schema';
import { ${w.Names}Service } from './${w.name}.service';

@Resolver(() => ${w.Noun})
export class ${w.Names}Resolver {
  constructor(
    private readonly service: ${w.Names}Service,
    private readonly queries: ${w.Names}Queries,
  ) {}

${read(w)}
  @Allow('${w.noun}:manage')
  @Mutation(() => Add${w.Noun}Result, { description: 'Adds a ${w.noun}.' })
  async add${w.Noun}(@CurrentCtx() ctx: Ctx, @Args('input') input: Add${w.Noun}Input) {
    return resultOf('Add${w.Noun}Success', await this.service.add(ctx, input));
  }
}
`;

const registerService = (w) => `import { Injectable } from '@nestjs/common';
import { type AnyFact, type Ctx, defineRegister, Ledger } from '../platform';
import type { Add${w.Noun}Input } from './${w.name}.schema';
import { ${w.Noun}Row } from './${w.name}.tables';

/** Who changed which ${w.noun}, when. */
export const ${w.one}Register = defineRegister<AnyFact>('${w.noun}', '${w.noun}:read');

/** One method per mutation. */
@Injectable()
export class ${w.Names}Service {
  constructor(private readonly ledger: Ledger) {}

  add(ctx: Ctx, input: Add${w.Noun}Input) {
    return this.ledger.write(ctx, { operation: 'add${w.Noun}', input }, async (write) => {
      const ${w.one} = { id: ctx.newId(), name: input.name };
      write.rows.insert(${w.Noun}Row, ${w.one});
      await write.record(${w.one}Register, ${w.one}.id, { type: '${w.Noun}Added', data: { ...${w.one} } }, { fresh: true });
      return { ${w.one} };
    });
  }
}
`;

const ledgerService = (w) => `import { isRefusal } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { type Ctx, Ledger } from '../platform';
import type { Add${w.Noun}Input } from './${w.name}.schema';
import { ${w.one}Stream } from './${w.name}.stream';

/** One method per mutation: gather the facts, ask the decider, answer. */
@Injectable()
export class ${w.Names}Service {
  constructor(private readonly ledger: Ledger) {}

  add(ctx: Ctx, input: Add${w.Noun}Input) {
    return this.ledger.write(ctx, { operation: 'add${w.Noun}', input }, async (write) => {
      const id = ctx.newId();
      const outcome = await write.execute(${w.one}Stream, id, { type: 'Add${w.Noun}', data: { name: input.name } }, { fresh: true });
      return isRefusal(outcome) ? outcome : { ${w.one}: { id, name: input.name } };
    });
  }
}
`;

const stream = (w) => `import { ${w.one} } from '@medley/domain/${w.name}';
import { defineStream } from '../platform';

/** How the ledger keeps a ${w.noun} for ever. */
export const ${w.one}Stream = defineStream({
  name: '${w.noun}',
  decider: ${w.one},
  subject: () => null,
  personal: {},
  readPermission: '${w.noun}:read',
});
`;

const projector = (w) => `import type { ${w.Noun}Event } from '@medley/domain/${w.name}';
import { type Projector, type Recorded, type RecordedEvent, type Rows } from '../platform';
import { ${w.Noun}Row } from './${w.name}.tables';

/** Events to rows; the same code serves a live commit and a rebuild. */
export class ${w.Names}Projector implements Projector {
  readonly streams = ['${w.noun}'];
  readonly tables = [${w.Noun}Row];

  project(recorded: RecordedEvent, rows: Rows): void {
    const event = recorded as Recorded<${w.Noun}Event>;
    rows.insert(${w.Noun}Row, { id: event.streamId, name: event.data.name });
  }
}
`;

const viewProjector = (w) => `import { type Projector, type RecordedEvent, type Rows } from '../platform';
import { ${w.Noun}Row } from './${w.name}.tables';

/** Other modules' events to this view's rows; rebuilt from the ledger at any time. */
export class ${w.Names}Projector implements Projector {
  readonly streams: readonly string[] = [];
  readonly tables = [${w.Noun}Row];

  project(event: RecordedEvent, rows: Rows): void {
    rows.upsert(${w.Noun}Row, { id: event.streamId, name: event.type });
  }
}
`;

const nestModule = (kind) => (w) => {
  const writes = kind === 'ledger' || kind === 'register';
  const parts = kind === 'edge' ? [] : [...(writes ? ['Service'] : []), 'Queries', 'Resolver'];
  const exported = parts.filter((part) => part !== 'Resolver').map((part) => w.Names + part);
  const registers =
    kind === 'edge'
      ? null
      : {
          ledger: `new ${w.Names}Projector(), ${w.one}Stream`,
          register: `null, ${w.one}Register`,
          view: `new ${w.Names}Projector()`,
        }[kind];
  const imports = [
    ["import { Module } from '@nestjs/common';"],
    registers && ["import { LedgerRegistry } from '../platform';"],
    kind === 'ledger' && [`import { ${w.one}Stream } from './${w.name}.stream';`],
    (kind === 'ledger' || kind === 'view') && [`import { ${w.Names}Projector } from './${w.name}.projector';`],
    parts.includes('Queries') && [`import { ${w.Names}Queries } from './${w.name}.queries';`],
    parts.includes('Resolver') && [`import { ${w.Names}Resolver } from './${w.name}.resolver';`],
    writes && [
      `import { ${kind === 'register' ? `${w.one}Register, ` : ''}${w.Names}Service } from './${w.name}.service';`,
    ],
  ].filter(Boolean);
  const body = registers
    ? `{\n  constructor(registry: LedgerRegistry) {\n    registry.add(${registers});\n  }\n}`
    : '{}';
  const providers = parts.map((part) => w.Names + part).join(', ');
  return `${imports.join('\n')}

@Module({ providers: [${providers}], exports: [${exported.join(', ')}] })
export class ${w.Names}Module ${body}
`;
};

const index = (kind) => (w) =>
  `export { ${w.Names}Module } from './${w.name}.module';\n${kind === 'edge' ? '' : `export { ${w.Names}Queries } from './${w.name}.queries';\n`}`;

/** A todo fails the run until somebody writes the test: the tenancy of a module is never taken on trust. */
const spec =
  (...rules) =>
  (w) => `describe('${w.name}', () => {
${rules.map((rule) => `  it.todo('${rule}');\n`).join('')}});
`;

const KINDS = {
  ledger: { schema: writeSchema, resolver: writeResolver, service: ledgerService, stream, projector, tables, queries },
  register: { schema: writeSchema, resolver: writeResolver, service: registerService, tables, queries },
  view: { schema: readSchema, resolver: readResolver, projector: viewProjector, tables, queries },
  edge: {},
};

/** Files of api/src/<module>, by name. */
export function apiFiles(kind, words) {
  const files = Object.entries(KINDS[kind]).map(([role, text]) => [`${words.name}.${role}.ts`, text(words)]);
  const rebuild = kind === 'ledger' || kind === 'view' ? ['rebuilds its tables from the ledger to what they were'] : [];
  if (kind !== 'edge')
    files.push([`${words.name}.int.spec.ts`, spec('shows another clinic nothing of it (TN)', ...rebuild)(words)]);
  return {
    'README.md': readme(kind)(words),
    ...Object.fromEntries(files),
    [`${words.name}.module.ts`]: nestModule(kind)(words),
    'index.ts': index(kind)(words),
  };
}
