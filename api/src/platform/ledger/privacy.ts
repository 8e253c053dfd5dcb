import type { Fact } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import type { Ctx } from '../ctx';
import { KeyRing } from '../keys/key-ring';
import { Ledger } from './ledger';
import { defineRegister } from './stream';

/** A person's key was destroyed: whatever was sealed with it can never be read again. */
export type PersonErased = Fact<'PersonErased', { subjectId: string }>;

/** Erasures of a clinic. Projectors follow this stream too, to empty what they show of the person. */
export const privacyRegister = defineRegister<PersonErased>('privacy', 'clinic:configure');

/** Erases persons from the immutable history (DL2, UP43). */
@Injectable()
export class Privacy {
  constructor(
    private readonly ledger: Ledger,
    private readonly keys: KeyRing,
  ) {}

  /** Destroys a person's key, forgets answers that hold their data, and tells the projections. The chain stays valid. */
  async erase(ctx: Ctx, input: { requestId: string; subjectId: string }): Promise<void> {
    const { subjectId } = input;
    await this.ledger.write(ctx, { operation: 'erasePerson', input }, async (write) => {
      write.rows.sql('UPDATE platform_key SET wrapped = NULL, erased_at = ? WHERE clinic_id = ? AND subject_id = ?', [
        ctx.now(),
        ctx.clinic.id,
        subjectId,
      ]);
      write.rows.sql('DELETE FROM platform_request WHERE clinic_id = ? AND subject_id = ?', [ctx.clinic.id, subjectId]);
      await write.record<PersonErased>(privacyRegister, v5('privacy', subjectId), {
        type: 'PersonErased',
        data: { subjectId },
      });
      return { subjectId };
    });
    this.keys.forget(ctx.clinic.id, subjectId);
  }
}
