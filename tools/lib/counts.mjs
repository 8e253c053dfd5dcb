import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Every step answers how many checks passed and failed; a runner that reported nothing and failed counts as one failure. */
export const outcome = (passed, failed) => ({ passed, failed });
export const single = (code) => (code === 0 ? outcome(1, 0) : outcome(0, 1));
export const total = (outcomes) =>
  outcomes.reduce((sum, one) => outcome(sum.passed + one.passed, sum.failed + one.failed), outcome(0, 0));

const atLeastOneFailure = (counted, code) =>
  code !== 0 && counted.failed === 0 ? outcome(counted.passed, 1) : counted;

/** jest's report; a suite that could not even load holds no tests and counts as one failure. */
export function fromJest(file, code) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.numRuntimeErrorTestSuites;
  // A skipped test is a rule nobody checks: it fails the run.
  const skipped = report.numPendingTests + report.numTodoTests;
  return atLeastOneFailure(outcome(report.numPassedTests, report.numFailedTests + broken + skipped), code);
}

/** Playwright's report; a test that passed only on a second try has not passed. */
export function fromPlaywright(file, code) {
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return atLeastOneFailure(outcome(stats.expected, stats.unexpected + stats.flaky + stats.skipped), code);
}

/** vitest's closing lines, one per project, as Nx prints them: behind the project's name. */
export function fromVitest(text, code) {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => /^(\S+:)?\s*Tests\s+\d/.test(line));
  const sum = (word) => lines.reduce((all, line) => all + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0), 0);
  return atLeastOneFailure(outcome(sum('passed'), sum('failed') + sum('skipped') + sum('todo')), code);
}
