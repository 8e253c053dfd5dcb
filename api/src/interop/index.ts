export { FhirImport } from './fhir-import';
export type { EntryOutcome } from './import-units';
export { importReport } from './import-report';
export { InteropModule } from './interop.module';
