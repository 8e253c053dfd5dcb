import { Module } from '@nestjs/common';
import { PatientsQueries } from './patients.queries';

@Module({ providers: [PatientsQueries], exports: [PatientsQueries] })
export class PatientsModule {}
