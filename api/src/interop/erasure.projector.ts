import { Injectable } from '@nestjs/common';
import { privacyRegister, type Projector, type RecordedEvent, type Rows } from '../platform';
import { ExternalReferenceRow, HeldResourceRow } from './interop.tables';

/** Whoever is erased leaves no foreign number and no held resource behind. Owns no table: imports write theirs themselves. */
@Injectable()
export class ErasureProjector implements Projector {
  readonly streams = [privacyRegister.name];
  readonly tables = [];

  project(event: RecordedEvent, rows: Rows): void {
    const patientId = String(event.data['subjectId']);
    rows.delete(ExternalReferenceRow, { objectId: patientId });
    rows.delete(HeldResourceRow, { patientId });
  }
}
