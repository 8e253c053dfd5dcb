import { inject, Injectable } from '@angular/core';
import { ClinicDocument } from '@medley/graphql';
import { GraphqlClient } from '@medley/web/platform/data';

export interface RoomChoice {
  readonly id: string;
  readonly name: string;
}

/** What the clinic has: its rooms, to book one. */
@Injectable({ providedIn: 'root' })
export class ClinicApi {
  private readonly client = inject(GraphqlClient);

  async rooms(): Promise<readonly RoomChoice[]> {
    const { clinic } = await this.client.query(ClinicDocument, {});
    const locations = clinic.locations.filter((location) => location.active);
    return locations.flatMap((location) => location.rooms.filter((room) => room.active));
  }
}
