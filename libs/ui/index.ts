export { MatButton, MatIconButton } from '@angular/material/button';
export { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
export { MonthPicker } from './calendar/month-picker';
export { Failed, NoPermission, Notice } from './feedback/notice';
export { Skeleton } from './feedback/skeleton';
export { Toasts } from './feedback/toasts';
export { Control, Field } from './form/field';
export { Icon } from './icon/icon';
export type { IconName } from './icon/icon-paths';
export { Avatar, initialsOf } from './people/avatar';
export { Highlight, piecesOf } from './people/highlight';
export { SideSheet } from './sheet/side-sheet';
export { AppointmentState, appointmentStates, type AppointmentStateKey } from './state/appointment-state';
export { LiveBadge, type LiveKind } from './state/live-badge';
export {
  addDays,
  addMonths,
  ageText,
  birthDateText,
  isLocalDate,
  type LocalDate,
  longDate,
  monthName,
  shortDate,
  weekdayOf,
  weeksOfMonth,
} from './time/local-date';
