import { Template } from 'adaptivecards-templating';
import type { Language } from '../models/policy.ts';
import template from './sheet.card.json' with { type: 'json' };

/** An element or action of a card. */
export type CardElement = Record<string, unknown> & { type: string };

/** An Adaptive Card, ready to be sent. */
export type Card = Record<string, unknown> & { type: 'AdaptiveCard'; body: CardElement[] };

/**
 * What every card of Instroom is made of, so that all look alike: what it is, the facts, reasons and effects in sections, and what
 * can be done. All text is final: escaped where it comes from outside.
 */
export interface Sheet {
  language: Language;
  /** Says that this is a sandbox; empty for a real tenant. */
  badge: string;
  title: string;
  /** Where it stands, in a coloured band under the title; the words must say it without the colour. */
  status?: { text: string; tone: 'accent' | 'good' | 'warning' | 'attention' | 'emphasis' };
  intro: string;
  facts: readonly { title: string; value: string }[];
  sections: readonly { heading: string; lines: readonly string[] }[];
  /** Charts, between the facts and the sections. */
  charts?: readonly CardElement[];
  /** What is asked of the reader, right above the buttons. */
  inputs?: readonly CardElement[];
  actions?: readonly CardElement[];
}

const compiled = new Template(template);

/** Fills the one template of all cards. */
export function fillSheet(sheet: Sheet): Card {
  const { charts = [], inputs = [], actions = [], ...data } = sheet;
  const card = compiled.expand({ $root: data }) as Card;
  const sectionsFrom = card.body.findIndex((element) => element.type === 'Container' && element.separator === true);
  const at = sectionsFrom < 0 ? card.body.length : sectionsFrom;
  const body = [...card.body.slice(0, at), ...charts, ...card.body.slice(at), ...inputs];
  return { ...card, body, ...(actions.length > 0 ? { actions } : {}) };
}
