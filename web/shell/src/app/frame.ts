import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({ selector: 'medley-frame', imports: [RouterOutlet], changeDetection: ChangeDetectionStrategy.OnPush, template: `<router-outlet />` })
export class Frame {}
