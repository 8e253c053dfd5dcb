import {
  type Ask,
  type Decider,
  type Fact,
  isLocalDate,
  type LocalDate,
  never,
  refuse,
  type Refusal,
} from '@medley/kernel';
import { type DetailsRefusal, type ExternalReference, type PatientDetails, tidied, wrongIn, wrongMrn } from './details';

/** One patient of one clinic. */
export type Patient =
  | Readonly<{ status: 'NONE' }>
  | Readonly<{ status: 'REGISTERED'; details: PatientDetails; deceasedOn: LocalDate | null }>;

// Commands (`today` is the clinic-local date)
export type RegisterPatient = Ask<
  'RegisterPatient',
  PatientDetails & {
    at: string;
    today: LocalDate;
    /** Issued by the server (ID4). */
    mrn: string;
    personId: string;
    externalReferences: readonly ExternalReference[];
  }
>;
/** Only the fields that are given change; null empties one that may be empty. */
export type UpdatePatient = Ask<'UpdatePatient', { at: string; today: LocalDate; changes: Partial<PatientDetails> }>;
/** AP25 follows: reminders stop, no new booking. */
export type RecordDeath = Ask<'RecordDeath', { at: string; today: LocalDate; deceasedOn: LocalDate }>;
export type PatientCommand = RegisterPatient | UpdatePatient | RecordDeath;

// Events. Personal: every field of PatientDetails, `externalReferences`, `deceasedOn`.
export type PatientRegistered = Fact<
  'PatientRegistered',
  PatientDetails & {
    mrn: string;
    personId: string;
    externalReferences: readonly ExternalReference[];
    registeredAt: string;
  }
>;
/** Carries the changed fields only, each with its new value. */
export type PatientUpdated = Fact<'PatientUpdated', Partial<PatientDetails>>;
export type PatientDied = Fact<'PatientDied', { deceasedOn: LocalDate }>;
export type PatientEvent = PatientRegistered | PatientUpdated | PatientDied;

// Refusals
export type AlreadyRegistered = Refusal<'AlreadyRegistered', Record<string, never>>;
export type NotRegistered = Refusal<'NotRegistered', Record<string, never>>;
export type InvalidDeathDate = Refusal<'InvalidDeathDate', { deceasedOn: string }>;
export type PatientRefusal = DetailsRefusal | AlreadyRegistered | NotRegistered | InvalidDeathDate;

/** The personal fields of a patient's details: what a stream must encrypt with the patient's key. */
export const PATIENT_DETAILS = [
  'givenName',
  'familyName',
  'nameToUse',
  'birthDate',
  'gender',
  'sexAtBirth',
  'phone',
  'email',
  'address',
  'identifiers',
  'language',
] as const satisfies readonly (keyof PatientDetails)[];

/** The law of a patient's record: identity (TN6, TN13), numbers (ID4, ID7) and death (AP25). */
export const patient: Decider<Patient, PatientCommand, PatientEvent, PatientRefusal> = {
  initial: { status: 'NONE' },

  decide(command, state) {
    switch (command.type) {
      case 'RegisterPatient':
        return register(command, state);
      case 'UpdatePatient':
        return update(command, state);
      case 'RecordDeath':
        return recordDeath(command, state);
      default:
        return never(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'PatientRegistered':
        return { status: 'REGISTERED', details: detailsIn(event.data), deceasedOn: null };
      case 'PatientUpdated': {
        const { details, deceasedOn } = registered(state);
        return { status: 'REGISTERED', details: { ...details, ...event.data }, deceasedOn };
      }
      case 'PatientDied':
        return { ...registered(state), deceasedOn: event.data.deceasedOn };
      default:
        return never(event);
    }
  },
};

function registered(state: Patient): Extract<Patient, { status: 'REGISTERED' }> {
  if (state.status === 'NONE') throw new Error('A patient changed before being registered: history is incomplete.');
  return state;
}

function register({ data }: RegisterPatient, state: Patient): PatientRegistered[] | PatientRefusal {
  if (state.status !== 'NONE')
    return refuse('AlreadyRegistered', 'This patient is registered already. Open the record.', 'ID6');
  const details = tidied(detailsIn(data));
  const { mrn, personId, externalReferences, at: registeredAt } = data;
  const no = wrongMrn(mrn) ?? wrongIn(details, data.today);
  if (no) return no;
  return [{ type: 'PatientRegistered', data: { mrn, personId, ...details, externalReferences, registeredAt } }];
}

function update({ data }: UpdatePatient, state: Patient): PatientUpdated[] | PatientRefusal {
  if (state.status === 'NONE') return notRegistered();
  const wanted = tidied(data.changes);
  const no = wrongIn(wanted, data.today);
  if (no) return no;
  const changed = Object.entries(wanted).filter(([field, value]) =>
    differs(state.details[field as keyof PatientDetails], value),
  );
  return changed.length === 0 ? [] : [{ type: 'PatientUpdated', data: Object.fromEntries(changed) }];
}

function recordDeath({ data: { deceasedOn, today } }: RecordDeath, state: Patient): PatientDied[] | PatientRefusal {
  if (state.status === 'NONE') return notRegistered();
  if (state.deceasedOn === deceasedOn) return [];
  if (!isLocalDate(deceasedOn) || deceasedOn > today || deceasedOn < state.details.birthDate)
    return refuse('InvalidDeathDate', 'The date of death lies between the birth date and today. Check it.', 'AP25', {
      deceasedOn,
    });
  return [{ type: 'PatientDied', data: { deceasedOn } }];
}

const notRegistered = (): NotRegistered =>
  refuse('NotRegistered', 'There is no such patient here. Register the patient first.');

function detailsIn(data: PatientDetails): PatientDetails {
  const { givenName, familyName, nameToUse, birthDate, gender, sexAtBirth } = data;
  const { phone, email, address, identifiers, language } = data;
  return {
    givenName,
    familyName,
    nameToUse,
    birthDate,
    gender,
    sexAtBirth,
    phone,
    email,
    address,
    identifiers,
    language,
  };
}

/** Whether two field values differ; undefined asks for no change. */
function differs(known: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return false;
  return known !== wanted && canonical(known) !== canonical(wanted);
}

// Keys in one order, so that an address read back from a row equals the one from a form.
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a.localeCompare(b)))
      : part,
  );
