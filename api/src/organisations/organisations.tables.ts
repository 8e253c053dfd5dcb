import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ID_COLUMN, sharedAcrossClinics } from '../platform';

/** A clinic: the tenant itself. */
@Entity('organisations_clinic')
@sharedAcrossClinics('its own id is the tenant')
export class ClinicRow {
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'char', length: 5 }) code: string;
  @Column({ type: 'varchar', length: 200 }) name: string;
  @Column({ type: 'varchar', length: 20 }) kind: string;
  @Column({ type: 'varchar', length: 12 }) status: 'ACTIVE' | 'INACTIVE' | 'SUSPENDED';
  @Column({ name: 'time_zone', type: 'varchar', length: 64 }) timeZone: string;
  @Column({ type: 'varchar', length: 20 }) locale: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'char', length: 2 }) country: string;
}

/** A place where the clinic works. */
@Entity('organisations_location')
export class LocationRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ type: 'varchar', length: 200 }) name: string;
  @Column({ type: 'varchar', length: 500 }) address: string;
  @Column({ type: 'boolean' }) active: boolean;
}

/** A room of a location. */
@Entity('organisations_room')
export class RoomRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn(ID_COLUMN) id: string;
  @Column({ ...ID_COLUMN, name: 'location_id' }) locationId: string;
  @Column({ type: 'varchar', length: 100 }) name: string;
  @Column({ type: 'varchar', length: 40 }) kind: string;
  @Column({ type: 'boolean' }) active: boolean;
}
