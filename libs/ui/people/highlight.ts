import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The text cut where a searched word begins a word of it; accents do not matter. */
export function piecesOf(text: string, search: string): readonly Piece[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, hit: false }];
  return text.split(/(\s+|-)/).flatMap((part) => cut(part, words));
}

function cut(part: string, words: readonly string[]): readonly Piece[] {
  const hits = words.filter((word) => fold(part).startsWith(word)).map((word) => word.length);
  const length = Math.max(0, ...hits);
  if (length === 0) return part ? [{ text: part, hit: false }] : [];
  const rest = part.slice(length);
  return [{ text: part.slice(0, length), hit: true }, ...(rest ? [{ text: rest, hit: false }] : [])];
}

/** Shows which letters of a name were matched. */
@Component({
  selector: 'ui-highlight',
  changeDetection: ChangeDetectionStrategy.OnPush,
  // Text is bound, not interpolated: no space may slip into a name.
  template: `
    @for (piece of pieces(); track $index) {
      <span [class.hit]="piece.hit" [textContent]="piece.text"></span>
    }
  `,
  styles: `
    span {
      white-space: pre-wrap;
    }
    .hit {
      font-weight: 700;
      text-decoration: underline;
      text-decoration-color: var(--mat-sys-primary);
      text-decoration-thickness: 2px;
      text-underline-offset: 2px;
    }
  `,
})
export class Highlight {
  readonly text = input.required<string>();
  readonly search = input('');
  protected readonly pieces = computed(() => piecesOf(this.text(), this.search()));
}
