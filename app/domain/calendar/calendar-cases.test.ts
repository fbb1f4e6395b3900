// Each line of calendar-cases.psv: promised days, prices of time, cancellations, late returns, deposits.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cancellationFeeCents } from './cancellation.ts';
import { dayNumber, edge, instant, quarterStart } from './civil-time.ts';
import type { DayPlan } from './opening.ts';
import { promisedDay } from './promised-day.ts';
import { bestPriceCents, latePriceCents, splitDeposit, type Tariff } from './tariff.ts';

const zone = { timeZone: 'Europe/Paris' };
const rows = readFileSync('app/domain/calendar/calendar-cases.psv', 'utf8')
  .split('\n')
  .slice(1)
  .filter(Boolean)
  .map((line) => line.split('|') as [kind: string, input: string, expected: string, why: string]);

test('the table has all of its rows', () => {
  const kinds = Object.fromEntries([...Map.groupBy(rows, ([kind]) => kind)].map(([kind, own]) => [kind, own.length]));
  expect(kinds).toEqual({ tariff: 3, terms: 1, default: 1, promise: 34, price: 22, cancel: 7, late: 2, deposit: 2 });
});

const inputOf = (kind: string, named = '') =>
  rows
    .find(([one, input]) => one === kind && input.startsWith(named))![1]
    .slice(named.length)
    .trim();

test.each(rows.filter(([kind]) => kind === 'promise'))('%s %s: %s', (_, input, expected) => {
  const typed = fieldsOf(`${inputOf('default', 'promise')} ${input}`);
  const [cutoffDays, cutoffHour] = typed.get('closes')!.split('@').map(Number) as [number, number];
  const promised = promisedDay({
    now: momentOf(typed.get('now')!),
    zone,
    seller: {
      plan: planOf(typed, 'seller'),
      leadDays: Number(typed.get('lead')),
      seenUntilHour: Number(typed.get('seen')),
    },
    carrier: { plan: planOf(typed, 'carrier'), cutoffDays, cutoffHour },
    receiver: typed.has('receiver') ? planOf(typed, 'receiver') : null,
  });
  expect(promised ?? 'none').toBe(expected);
});

test.each(rows.filter(([kind]) => kind === 'price'))('%s %s: %s', (_, input, expected) => {
  const [name, from, to, ...rest] = input.split(' ') as [string, string, string, ...string[]];
  const tariff = tariffOf(name);
  const units = Number(fieldsOf(rest.join(' ')).get('units') ?? 1);
  const cents = bestPriceCents(tariff, { from: placeOn(tariff, from), to: placeOn(tariff, to) }, zone, units);
  expect(inEuros(cents!)).toBe(expected);
});

test.each(rows.filter(([kind]) => kind === 'cancel'))('%s %s: %s', (_, input, expected) => {
  const typed = fieldsOf(input);
  const terms = inputOf('terms')
    .split(' ')
    .map((tier) => tier.split(':').map(Number) as [number, number])
    .map(([daysBefore, percentKept]) => ({ daysBefore, percentKept }));
  const from = quarterOf(typed.get('from')!);
  const fee = cancellationFeeCents(inCents(typed.get('price')!), terms, from, momentOf(typed.get('at')!), zone);
  expect(inEuros(fee)).toBe(expected);
});

test.each(rows.filter(([kind]) => kind === 'late'))('%s %s: %s', (_, input, expected) => {
  const [name, from, to, back] = input.split(' ') as [string, string, string, string];
  const tariff = tariffOf(name);
  const span = { from: placeOn(tariff, from), to: placeOn(tariff, to) };
  const paidCents = bestPriceCents(tariff, span, zone)!;
  const backAt = placeOn(tariff, back.slice('back='.length));
  expect(inEuros(latePriceCents(tariff, span, backAt, zone, { paidCents }))).toBe(expected);
});

test.each(rows.filter(([kind]) => kind === 'deposit'))('%s %s: %s', (_, input, expected) => {
  const typed = fieldsOf(input);
  const split = splitDeposit(inCents(typed.get('deposit')!), inCents(typed.get('damage')!));
  expect([split.takenCents, split.releasedCents, split.invoicedCents].map(inEuros).join('/')).toBe(expected);
});

function fieldsOf(input: string): Map<string, string> {
  return new Map(input.split(' ').map((field) => field.split('=') as [string, string]));
}

function planOf(typed: Map<string, string>, who: 'seller' | 'carrier' | 'receiver'): DayPlan {
  const closed = typed.get(`${who}closed`)?.split('..');
  const exception = typed.get(`${who}ex`)?.split(':');
  return {
    weekdays: [...typed.get(who)!].map(Number),
    closures: closed ? [{ from: closed[0]!, to: closed[1]! }] : [],
    exceptions: new Map(exception ? [[exception[0]!, exception[1] === '1']] : []),
    worksHolidays: who === 'receiver' || typed.get(`${who}works`) === '1',
    insee: typed.get('insee')!,
  };
}

function tariffOf(name: string): Tariff {
  const typed = fieldsOf(inputOf('tariff', name));
  const cents = (field: string) => (typed.has(field) ? inCents(typed.get(field)!) : undefined);
  return {
    grain: typed.get('grain') === 'day' ? 'day' : 'quarter',
    halfDayHours: Number(typed.get('halfDayHours') ?? 4),
    prices: {
      hour: cents('hour'),
      'half-day': cents('halfDay'),
      day: cents('day'),
      weekend: cents('weekend'),
      week: cents('week'),
    },
  };
}

function placeOn({ grain }: Tariff, local: string): number {
  return grain === 'day' ? dayNumber(local) : quarterOf(local);
}

function quarterOf(local: string): number {
  const [, day, hours, minutes, second] = /^(\S{10})T(\d\d):(\d\d)(:second)?$/.exec(local)!;
  const quarter = Number(hours) * 4 + Number(minutes) / 15;
  return instant(zone, dayNumber(day!), quarter, Boolean(second)) ?? edge(zone, dayNumber(day!), quarter);
}

function momentOf(local: string): Date {
  return quarterStart(quarterOf(local));
}

function inCents(euros: string): number {
  return Math.round(Number(euros) * 100);
}

function inEuros(cents: number): string {
  return (cents / 100).toFixed(2);
}
