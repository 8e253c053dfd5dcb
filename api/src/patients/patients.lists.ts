import { Injectable } from '@nestjs/common';
import { badInput, type Ctx, decodeCursor, encodeCursor, type Page, pageOf, pageSize } from '../platform';
import { PatientsQueries, type PatientView } from './patients.queries';
import { PatientField, type PatientMatch } from './patients.schema';
import type { MatchedField, PatientHit } from './search/patient-index';
import { PatientSearch } from './search/patient-search';

/** A page of patients; `found` says how many a search found, null when nothing was searched for. */
export interface PatientList extends Page<PatientView> {
  readonly matches: readonly PatientMatch[];
  readonly found: number | null;
}

const FIELDS: Readonly<Record<MatchedField, PatientField>> = {
  givenName: PatientField.GIVEN_NAME,
  familyName: PatientField.FAMILY_NAME,
  nameToUse: PatientField.NAME_TO_USE,
  mrn: PatientField.MRN,
  phone: PatientField.PHONE,
  birthDate: PatientField.BIRTH_DATE,
  identifier: PatientField.IDENTIFIER,
};

/** The list of patients, by name or by search, in pages whose cursors hold no personal data. */
@Injectable()
export class PatientsLists {
  constructor(
    private readonly queries: PatientsQueries,
    private readonly search: PatientSearch,
  ) {}

  page(ctx: Ctx, search: string, first: number, after: string | null): Promise<PatientList> {
    const size = pageSize(first);
    return search === '' ? this.byName(ctx, size, after) : this.searched(ctx, search, size, after);
  }

  private async byName(ctx: Ctx, first: number, after: string | null): Promise<PatientList> {
    const [id] = after === null ? [] : decodeCursor({}, after, 1);
    const last = id === undefined ? null : await this.queries.byId(ctx, String(id));
    if (id !== undefined && last === null)
      throw badInput('This cursor is of no use any more. Start again without it.', 'after');
    const rows = await this.queries.byName(ctx, first + 1, last);
    return { ...pageOf(rows, first, {}, (row) => [row.id]), matches: [], found: null };
  }

  private async searched(ctx: Ctx, search: string, first: number, after: string | null): Promise<PatientList> {
    const [score, id] = after === null ? [] : decodeCursor({ search }, after, 2);
    const start = score === undefined ? undefined : { score: Number(score), id: String(id) };
    const { hits, total } = await this.search.find(ctx, search, first + 1, start);
    const shown = hits.slice(0, first);
    const last = shown.at(-1);
    const endCursor = last === undefined ? null : encodeCursor({ search }, [last.score, last.id]);
    const pageInfo = { endCursor, hasNextPage: hits.length > first };
    return { nodes: await this.inOrder(ctx, shown), pageInfo, matches: shown.map(matchOf), found: total };
  }

  private async inOrder(ctx: Ctx, hits: readonly PatientHit[]): Promise<PatientView[]> {
    const patients = await this.queries.byIds(ctx, hits.map((hit) => hit.id)); // prettier-ignore
    return hits.flatMap((hit) => patients.get(hit.id) ?? []);
  }
}

const matchOf = ({ id, matched }: PatientHit): PatientMatch => ({
  patientId: id,
  fields: matched.map((field) => FIELDS[field]),
});
