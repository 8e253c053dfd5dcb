/** Plain, honest progress on the terminal: one line when a step begins to take long, one when it ends. */

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const dim = (text) => paint(2, text);
export const bold = (text) => paint(1, text);
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export const say = (text = '') => process.stdout.write(`${text}\n`);
export const note = (text) => say(`  ${dim(text)}`);

/** A reason to stop that a person can act on: shown without a stack. */
export class Stop extends Error {}

/** Runs one named step and reports its time; a step that answers "unchanged" says so instead. */
export async function step(title, work) {
  const began = Date.now();
  const waiting = setInterval(() => note(`… ${title}, ${seconds(Date.now() - began)} so far`), 15_000);
  try {
    const answer = await work();
    say(
      `${paint(32, '✓')} ${title} ${dim(answer === 'unchanged' ? '(unchanged)' : `(${seconds(Date.now() - began)})`)}`,
    );
    return answer;
  } catch (error) {
    say(`${paint(31, '✗')} ${title} ${dim(`(${seconds(Date.now() - began)})`)}`);
    throw error;
  } finally {
    clearInterval(waiting);
  }
}
