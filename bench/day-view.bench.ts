import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dayRange } from '../libs/kernel';
import { type BenchWorld, post } from './bench-world';
import { load, type Round } from './measure';

const QUERY = `query Day($date: LocalDate!) { appointments(filter: { date: $date }, first: 500) { nodes {
  id reference status startsAt endsAt durationMinutes reason version
  patient { id mrn displayName birthDate phone } practitioner { id name colour } visitType { id name colour } room { id name } } } }`;

const SQL = `SELECT a.id, a.reference, a.status, a.starts_at, a.ends_at, a.duration_minutes, a.reason, a.version,
  p.id AS patient_id, p.mrn, p.given_name, p.family_name, p.birth_date, p.phone, d.id AS practitioner_id, d.name AS practitioner_name, s.colour,
  t.id AS type_id, t.name AS type_name, t.colour AS type_colour, r.id AS room_id, r.name AS room_name
  FROM scheduling_appointment a JOIN patients_patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
  JOIN profiles_practitioner d ON d.id = a.practitioner_id JOIN profiles_assignment s ON s.clinic_id = a.clinic_id AND s.practitioner_id = d.id
  JOIN scheduling_visit_type t ON t.clinic_id = a.clinic_id AND t.id = a.visit_type_id
  LEFT JOIN organisations_room r ON r.clinic_id = a.clinic_id AND r.id = a.room_id
  WHERE a.clinic_id = ? AND a.starts_at >= ? AND a.starts_at < ? ORDER BY a.starts_at, a.id`;

const CONNECTIONS = 10;

/** The floor: node:http, a prepared join and JSON, nothing else. It runs in this process, so its CPU is this process's share. */
export async function startDayFloor(world: BenchWorld): Promise<{ server: Server; port: number }> {
  const { start, end } = dayRange(world.date, world.clinic.zone);
  const server = createServer((_request, response) => {
    void world.pool.execute(SQL, [world.clinic.id, new Date(start), new Date(end)]).then(([rows]) => {
      const nodes = (rows as Record<string, unknown>[]).map((row) => ({
        ...{
          id: row['id'],
          reference: row['reference'],
          status: row['status'],
          startsAt: row['starts_at'],
          endsAt: row['ends_at'],
        },
        ...{ durationMinutes: row['duration_minutes'], reason: row['reason'], version: row['version'] },
        patient: {
          id: row['patient_id'],
          mrn: row['mrn'],
          displayName: `${String(row['given_name'])} ${String(row['family_name'])}`,
          birthDate: row['birth_date'],
          phone: row['phone'],
        },
        practitioner: { id: row['practitioner_id'], name: row['practitioner_name'], colour: row['colour'] },
        visitType: { id: row['type_id'], name: row['type_name'], colour: row['type_colour'] },
        room: row['room_id'] === null ? null : { id: row['room_id'], name: row['room_name'] },
      }));
      const body = JSON.stringify({ data: { appointments: { nodes } } });
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** A clinic's day through GraphQL; the floor's port and pid stand in for the API's when measuring the floor. */
export async function dayView(
  world: BenchWorld,
  seconds: number,
  floor?: { port: number; pid: number },
): Promise<Round> {
  const body = JSON.stringify({ query: QUERY, variables: { date: world.date } });
  const port = floor?.port ?? world.port;
  const check = JSON.parse(await post(port, '/graphql', body, world.token)) as {
    data: { appointments: { nodes: unknown[] } };
  };
  if (check.data.appointments.nodes.length < 190) throw new Error('The day is not full');
  return load({
    clients: CONNECTIONS,
    seconds,
    pids: [floor?.pid ?? world.pids.api, world.pids.database],
    work: () => post(port, '/graphql', body, world.token),
  });
}
