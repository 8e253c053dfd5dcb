import type { Neighbourhood } from './people';

/** Hours of a week as text: weekdays 1 (Monday) to 7, then "from-to" for each stretch. */
export type DemoHours = readonly Readonly<{
  weekdays: readonly number[];
  open: readonly [from: string, to: string];
  pause?: readonly [from: string, to: string];
}>[];

export type DemoVisitType = Readonly<{
  name: string;
  minutes: number;
  before: number;
  after: number;
  colour: number;
  reasons: readonly string[];
}>;

export type DemoPractitioner = Readonly<{
  /** Licence: the same person in every clinic (TN2). */
  licence: string;
  title: string;
  name: string;
  speciality: string;
  colour: number;
  room: string;
  visitTypes: readonly string[];
  hours: DemoHours;
}>;

export type DemoStaff = Readonly<{
  email: string;
  name: string;
  role: 'ADMINISTRATOR' | 'DOCTOR' | 'NURSE' | 'RECEPTIONIST' | 'BILLING' | 'PATIENT';
  licence: string | null;
}>;

export type DemoClinic = Readonly<{
  id: string;
  code: string;
  name: string;
  kind: string;
  timeZone: string;
  locale: string;
  currency: string;
  country: string;
  locations: readonly Readonly<{
    name: string;
    address: string;
    rooms: readonly Readonly<{ name: string; kind: string }>[];
  }>[];
  practitioners: readonly DemoPractitioner[];
  visitTypes: readonly DemoVisitType[];
  staff: readonly DemoStaff[];
  patients: number;
  near: Neighbourhood;
}>;

const consultation = {
  name: 'Consultation',
  minutes: 20,
  before: 0,
  after: 0,
  colour: 1,
  reasons: [
    'Back pain for two weeks',
    'Cough and fever',
    'Tired all the time',
    'Headaches',
    'Blood pressure check',
    'Test results',
    'Stomach ache',
    'Sore throat',
    'Dizziness',
    'Knee pain',
  ],
};
const firstVisit = {
  name: 'First visit',
  minutes: 40,
  before: 0,
  after: 5,
  colour: 2,
  reasons: ['New in the area', 'Change of family doctor', 'Full check-up', 'Second opinion'],
};
const followUp = {
  name: 'Follow-up',
  minutes: 15,
  before: 0,
  after: 0,
  colour: 3,
  reasons: [
    'Diabetes review',
    'After hospital stay',
    'Medication review',
    'Blood pressure follow-up',
    'Wound check',
    'Thyroid follow-up',
  ],
};
const childCheck = {
  name: 'Child check-up',
  minutes: 30,
  before: 0,
  after: 5,
  colour: 4,
  reasons: ['Check-up at 12 months', 'School entry check', 'Growth review', 'Rash', 'Ear ache'],
};
const procedure = {
  name: 'Procedure',
  minutes: 45,
  before: 5,
  after: 10,
  colour: 5,
  reasons: ['Removal of a mole', 'Joint injection', 'Ultrasound', 'Cryotherapy'],
};
const prenatal = {
  name: 'Prenatal visit',
  minutes: 30,
  before: 0,
  after: 5,
  colour: 6,
  reasons: ['Week 12', 'Week 20 scan', 'Week 28', 'Week 34'],
};
const ecg = {
  name: 'ECG and review',
  minutes: 30,
  before: 0,
  after: 5,
  colour: 7,
  reasons: ['Palpitations', 'Chest discomfort on effort', 'Yearly heart review', 'Before surgery'],
};
const vaccination = {
  name: 'Vaccination',
  minutes: 10,
  before: 0,
  after: 5,
  colour: 8,
  reasons: ['Flu vaccine', 'Travel vaccines', 'Tetanus booster', 'HPV, second dose'],
};

const WEEK = [1, 2, 3, 4, 5] as const;
const fullDay = (weekdays: readonly number[]) =>
  ({ weekdays, open: ['09:00', '18:00'], pause: ['13:00', '14:00'] }) as const;
const weekend = { weekdays: [6, 7], open: ['09:00', '14:00'] } as const;

/** Works in both clinics: Monday to Thursday on the mainland, Friday on the island. */
const SHARED = { licence: 'PT-OM-41007', title: 'Dr', name: 'Tomás Azevedo', speciality: 'Cardiology' } as const;

const lisbon: DemoClinic = {
  id: '0198a5c0-0000-7000-8000-0000000abc01',
  code: 'ABC01', name: 'Avenida Clinic', kind: 'CLINIC', timeZone: 'Europe/Lisbon', locale: 'pt-PT', currency: 'EUR', country: 'PT',
  locations: [
    { name: 'Avenida', address: 'Avenida Duque de Ávila 120, 1050-084 Lisboa', rooms: [1, 2, 3, 4, 5, 6].map((n) => ({ name: `Room ${String(n)}`, kind: 'consulting' })) },
    { name: 'Campo de Ourique', address: 'Rua Ferreira Borges 61, 1350-129 Lisboa', rooms: [{ name: 'Room A', kind: 'consulting' }, { name: 'Room B', kind: 'consulting' }, { name: 'Treatment', kind: 'treatment' }] },
  ],
  visitTypes: [consultation, firstVisit, followUp, childCheck, procedure, prenatal, ecg, vaccination],
  practitioners: [
    { licence: 'PT-OM-38214', title: 'Dr', name: 'Inês Carvalho', speciality: 'General practice', colour: 1, room: 'Room 1', visitTypes: ['Consultation', 'Follow-up', 'First visit', 'Vaccination'], hours: [fullDay(WEEK), weekend] },
    { licence: 'PT-OM-40551', title: 'Dr', name: 'Rui Monteiro', speciality: 'General practice', colour: 2, room: 'Room 2', visitTypes: ['Consultation', 'Follow-up', 'First visit', 'Vaccination'], hours: [fullDay(WEEK)] },
    { ...SHARED, colour: 3, room: 'Room 3', visitTypes: ['ECG and review', 'Follow-up', 'First visit'], hours: [fullDay([1, 2, 3, 4])] },
    { licence: 'PT-OM-42990', title: 'Dr', name: 'Beatriz Nogueira', speciality: 'Paediatrics', colour: 4, room: 'Room 4', visitTypes: ['Child check-up', 'Consultation', 'Vaccination'], hours: [fullDay(WEEK), weekend] },
    { licence: 'PT-OM-35876', title: 'Dr', name: 'Helena Sampaio', speciality: 'Gynaecology and obstetrics', colour: 5, room: 'Room 5', visitTypes: ['Prenatal visit', 'Consultation', 'First visit'], hours: [{ weekdays: [1, 3, 5], open: ['10:00', '19:00'], pause: ['14:00', '15:00'] }, { weekdays: [2, 4], open: ['09:00', '13:00'] }] },
    { licence: 'PT-OM-44120', title: 'Dr', name: 'Pedro Vasconcelos', speciality: 'Dermatology', colour: 6, room: 'Treatment', visitTypes: ['Consultation', 'Procedure', 'Follow-up'], hours: [{ weekdays: [1, 2, 4, 5], open: ['08:30', '16:30'], pause: ['12:30', '13:15'] }] },
    { licence: 'PT-OM-46003', title: 'Dr', name: 'Oksana Melnyk', speciality: 'General practice', colour: 7, room: 'Room A', visitTypes: ['Consultation', 'Follow-up', 'First visit', 'Vaccination'], hours: [{ weekdays: WEEK, open: ['12:00', '20:00'], pause: ['16:00', '16:30'] }, weekend] },
    { licence: 'PT-OM-37765', title: 'Dr', name: 'Miguel Queirós', speciality: 'Internal medicine', colour: 8, room: 'Room B', visitTypes: ['Consultation', 'Follow-up', 'ECG and review'], hours: [fullDay([1, 2, 3, 5])] },
  ],
  staff: [
    { email: 'admin@abc01.example', name: 'Clara Figueiredo', role: 'ADMINISTRATOR', licence: null },
    { email: 'doctor@abc01.example', name: 'Tomás Azevedo', role: 'DOCTOR', licence: SHARED.licence },
    { email: 'nurse@abc01.example', name: 'Sónia Tavares', role: 'NURSE', licence: null },
    { email: 'reception@abc01.example', name: 'Joana Pires', role: 'RECEPTIONIST', licence: null },
    { email: 'billing@abc01.example', name: 'Nuno Cardoso', role: 'BILLING', licence: null },
    { email: 'patient@abc01.example', name: 'Maria Ferreira', role: 'PATIENT', licence: null },
  ],
  patients: 2_500,
  near: {
    streets: ['Rua da Rosa', 'Rua do Salitre', 'Avenida de Roma', 'Rua Ferreira Borges', 'Rua Morais Soares', 'Avenida Almirante Reis', 'Rua de Campolide', 'Calçada da Ajuda', 'Rua Saraiva de Carvalho', 'Travessa do Alecrim', 'Rua dos Anjos', 'Avenida Conde de Valbom', 'Rua do Sol ao Rato', 'Rua Coelho da Rocha', 'Rua Actor Vale', 'Praceta das Flores'],
    places: [['Lisboa', '1050'], ['Lisboa', '1350'], ['Lisboa', '1170'], ['Lisboa', '1000'], ['Amadora', '2700'], ['Almada', '2800'], ['Odivelas', '2675'], ['Oeiras', '2780']],
    region: null, country: 'PT', phonePrefix: '+351900',
    origins: [['portuguese', 66], ['brazilian', 10], ['capeVerdean', 6], ['ukrainian', 3], ['nepali', 3], ['indian', 3], ['chinese', 2], ['british', 2], ['german', 1.5], ['french', 1.5], ['arabic', 1], ['spanish', 1]],
  },
}; // prettier-ignore

const azores: DemoClinic = {
  id: '0198a5c0-0000-7000-8000-0000000d0e02',
  code: 'XYZ02', name: 'Atlantic Clinic', kind: 'CLINIC', timeZone: 'Atlantic/Azores', locale: 'pt-PT', currency: 'EUR', country: 'PT',
  locations: [{ name: 'Ponta Delgada', address: 'Rua do Mercado 24, 9500-326 Ponta Delgada', rooms: [1, 2, 3, 4].map((n) => ({ name: `Cabinet ${String(n)}`, kind: 'consulting' })) }],
  visitTypes: [consultation, firstVisit, followUp, childCheck, ecg, vaccination],
  practitioners: [
    { licence: 'PT-OM-39417', title: 'Dr', name: 'Marta Medeiros', speciality: 'General practice', colour: 1, room: 'Cabinet 1', visitTypes: ['Consultation', 'Follow-up', 'First visit', 'Vaccination'], hours: [fullDay(WEEK), weekend] },
    { licence: 'PT-OM-43308', title: 'Dr', name: 'João Bettencourt', speciality: 'General practice', colour: 2, room: 'Cabinet 2', visitTypes: ['Consultation', 'Follow-up', 'First visit'], hours: [fullDay(WEEK)] },
    { ...SHARED, colour: 3, room: 'Cabinet 3', visitTypes: ['ECG and review', 'Follow-up', 'First visit'], hours: [{ weekdays: [5], open: ['09:00', '17:00'], pause: ['12:30', '13:30'] }] },
    { licence: 'PT-OM-45562', title: 'Dr', name: 'Catarina Furtado', speciality: 'Paediatrics', colour: 4, room: 'Cabinet 4', visitTypes: ['Child check-up', 'Consultation', 'Vaccination'], hours: [{ weekdays: [1, 2, 4], open: ['09:00', '17:00'], pause: ['12:30', '13:30'] }] },
  ],
  staff: [
    { email: 'admin@xyz02.example', name: 'Luís Arruda', role: 'ADMINISTRATOR', licence: null },
    { email: 'doctor@xyz02.example', name: 'Marta Medeiros', role: 'DOCTOR', licence: 'PT-OM-39417' },
    { email: 'doctor@abc01.example', name: 'Tomás Azevedo', role: 'DOCTOR', licence: SHARED.licence },
    { email: 'nurse@xyz02.example', name: 'Filipa Rebelo', role: 'NURSE', licence: null },
    { email: 'reception@xyz02.example', name: 'Ana Câmara', role: 'RECEPTIONIST', licence: null },
    { email: 'billing@xyz02.example', name: 'Paulo Raposo', role: 'BILLING', licence: null },
  ],
  patients: 900,
  near: {
    streets: ['Rua do Mercado', 'Rua de Lisboa', 'Rua da Misericórdia', 'Avenida Infante Dom Henrique', 'Rua do Contador', 'Canada do Pilar', 'Rua dos Mercadores', 'Rua do Castilho', 'Ladeira da Mãe de Deus'],
    places: [['Ponta Delgada', '9500'], ['Lagoa', '9560'], ['Ribeira Grande', '9600'], ['Vila Franca do Campo', '9680']],
    region: 'Açores', country: 'PT', phonePrefix: '+351901',
    origins: [['portuguese', 88], ['brazilian', 4], ['capeVerdean', 2], ['british', 2], ['german', 2], ['french', 1], ['ukrainian', 1]],
  },
}; // prettier-ignore

/** The demo clinics: the same on every machine. */
export const DEMO_CLINICS: readonly DemoClinic[] = [lisbon, azores];

/** So many of the first clinic's patients are seen in the second one too: one person, two records (TN4). */
export const SHARED_PATIENTS = 60;
