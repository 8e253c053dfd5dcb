export { DayGrid, type Move, type Slot } from './day-grid';
export { takesTime } from './day-geometry';
