import type { PatientEvent } from '@medley/domain/patients';
import { never } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { privacyRegister, type Projector, type Recorded, type RecordedEvent, type Rows } from '../platform';
import { patientStream } from './patients.stream';
import { PatientRow } from './patients.tables';

/** The list of patients. Whoever was erased is in no list: their row goes with their key. */
@Injectable()
export class PatientsProjector implements Projector {
  readonly streams = [patientStream.name, privacyRegister.name];
  readonly tables = [PatientRow];

  project(recorded: RecordedEvent, rows: Rows): void {
    if (recorded.erased) return;
    const event = recorded as unknown as Recorded<PatientEvent>;
    if (recorded.type === 'PersonErased') rows.delete(PatientRow, { id: String(recorded.data['subjectId']) });
    else if (event.type === 'PatientRegistered') rows.insert(PatientRow, registered(event));
    else rows.update(PatientRow, { id: event.streamId }, { ...changed(event), version: event.version });
  }
}

function changed(event: Exclude<Recorded<PatientEvent>, { type: 'PatientRegistered' }>): Partial<PatientRow> {
  switch (event.type) {
    case 'PatientUpdated':
      return columnsOf(event.data);
    case 'PatientDied':
      return { deceasedAt: event.data.deceasedOn, status: 'DECEASED' };
    default:
      return never(event);
  }
}

type Details = Partial<Extract<PatientEvent, { type: 'PatientRegistered' }>['data']>;

function registered({ streamId: id, version, data }: Extract<Recorded<PatientEvent>, { type: 'PatientRegistered' }>) {
  const { personId, mrn, registeredAt } = data;
  const fixed = { id, personId, mrn, status: 'ACTIVE', deceasedAt: null, mergedIntoId: null };
  return { ...fixed, ...columnsOf(data), version, registeredAt: new Date(registeredAt) };
}

/** Columns of the details given; what is not given stays as it is. */
function columnsOf(details: Details): Partial<PatientRow> {
  const { givenName, familyName, nameToUse, birthDate, gender, sexAtBirth, phone, email, language } = details;
  const plain = { givenName, familyName, nameToUse, birthDate, gender, sexAtBirth, phone, email, language };
  const { address, identifiers } = details;
  return Object.fromEntries(
    Object.entries({
      ...plain,
      address: address && JSON.stringify(address),
      identifiers: identifiers && JSON.stringify(identifiers),
    }).filter(([, value]) => value !== undefined),
  );
}
