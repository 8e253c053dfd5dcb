import { inject, Injectable } from '@angular/core';
import {
  type PatientDetailFragment,
  PatientDocument,
  type PatientQuery,
  PatientsDocument,
  type PatientsQuery,
  RegisterPatientDocument,
  type RegisterPatientInput,
} from '@medley/graphql';
import { given, GraphqlClient, type Watched } from '@medley/web/platform/data';

export type PatientListRow = PatientsQuery['patients']['nodes'][number];
export type PatientDetails = PatientDetailFragment;
export type NewPatient = Omit<RegisterPatientInput, 'requestId'>;

export interface PatientPage {
  readonly rows: readonly PatientListRow[];
  readonly next: string | null;
}

export type Registered = { readonly patient: PatientDetails } | { readonly refused: string };

/** Finding, reading and registering patients. */
@Injectable({ providedIn: 'root' })
export class PatientsApi {
  private readonly client = inject(GraphqlClient);

  async search(search: string, first: number, after: string | null = null): Promise<PatientPage> {
    const variables = given({ search: search.trim() || null, first, after });
    const { patients } = await this.client.query(PatientsDocument, variables);
    return { rows: patients.nodes, next: patients.pageInfo.hasNextPage ? patients.pageInfo.endCursor : null };
  }

  watch(id: string): Watched<PatientQuery> {
    return this.client.watch(PatientDocument, { id });
  }

  /** The same requestId again registers nobody twice. */
  async register(requestId: string, patient: NewPatient): Promise<Registered> {
    const input = { requestId, ...patient };
    const { registerPatient: result } = await this.client.mutate(RegisterPatientDocument, { input });
    return result.__typename === 'RegisterPatientSuccess' ? { patient: result.patient } : { refused: result.message };
  }
}
