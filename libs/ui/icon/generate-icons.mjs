// Writes the few icons Medley uses as inline paths: a web font of all of them would weigh more than the whole app.
import { readFileSync, writeFileSync } from 'node:fs';

const names =
  `add arrow_back calendar_view_day call cancel check check_circle chevron_left chevron_right close cloud_off
contrast dark_mode edit_calendar event_available event_busy keyboard_arrow_down group help history hourglass_top how_to_reg info keyboard
light_mode lock login logout mail meeting_room menu menu_open more_vert person person_add person_off play_circle
schedule search stethoscope swap_horiz sync task_alt today undo warning wifi visibility`.split(/\s+/);

const pathOf = (name) => {
  const svg = readFileSync(`node_modules/@material-symbols/svg-400/outlined/${name}.svg`, 'utf8');
  return /<path d="([^"]+)"/.exec(svg)[1];
};
const lines = names.map((name) => `  ${name}: '${pathOf(name)}',`);
writeFileSync(
  'libs/ui/icon/icon-paths.ts',
  `/** Material Symbols (Apache-2.0), written by generate-icons.mjs. */\nexport const iconPaths = {\n${lines.join('\n')}\n} as const;\n\nexport type IconName = keyof typeof iconPaths;\n`,
);
