import 'reflect-metadata';
import { startServer } from './server';

await startServer();
