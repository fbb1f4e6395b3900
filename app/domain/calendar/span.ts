// Spans of time on capacities: their closed lists, their states as one table, and what they are booked on. Pure.

/** `day`: civil days, a label without a zone. `quarter`: quarter-hours of UTC. */
export const grains = ['day', 'quarter'] as const;
export type Grain = (typeof grains)[number];

/**
 * How much of a span must lie inside the opening hours: the `whole` of it (a room, an appointment, a round), its `ends` (a
 * thing that is handed out and returned), or `none`.
 */
export const openRules = ['whole', 'ends', 'none'] as const;
export type OpenRule = (typeof openRules)[number];

export const spanStates = [
  'held',
  'asked',
  'booked',
  'out',
  'back',
  'inspected',
  'service',
  'closed',
  'cancelled',
  'no-show',
  'lost',
  'lapsed',
] as const;
export type SpanState = (typeof spanStates)[number];

/** The steps of a span. Each that ends in a counting state is checked by the database again. */
export const spanSteps = {
  /** A hold or a wish becomes firm; a lapsed one too, where it still fits. */
  confirm: { from: ['held', 'lapsed'], to: 'booked' },
  /** The seller takes one of the wished moments. */
  accept: { from: ['asked'], to: 'booked' },
  lapse: { from: ['held', 'asked'], to: 'lapsed' },
  cancel: { from: ['held', 'asked', 'booked', 'lapsed'], to: 'cancelled' },
  handOut: { from: ['booked'], to: 'out' },
  /** A wrong tap: it never left. */
  undoHandOut: { from: ['out'], to: 'booked' },
  takeBack: { from: ['out', 'lost'], to: 'back' },
  /** A wrong tap: it is not back. */
  undoTakeBack: { from: ['back'], to: 'out' },
  inspect: { from: ['back'], to: 'inspected' },
  lose: { from: ['out', 'back'], to: 'lost' },
  miss: { from: ['booked', 'closed'], to: 'no-show' },
  close: { from: ['booked', 'back', 'inspected', 'service', 'lost'], to: 'closed' },
} as const satisfies Record<string, { from: readonly SpanState[]; to: SpanState }>;
export type SpanStep = keyof typeof spanSteps;

/**
 * So many days a lender has to say what became of a booking whose time is over, and both have to answer an inspection; the
 * upkeep closes it then.
 */
export const closeDays = 7;

/** Something that can be booked, with how many units at once; `t` is an integer on its axis (see `grains`). */
export type Capacity = {
  id: number;
  /** The thing that this is the calendar of, such as `offer:12` or `round:2`. */
  subject: string;
  /** A supplier's id, or `town`. */
  owner: string;
  grain: Grain;
  /** IANA name of the zone that plans and days are read in. */
  zone: string;
  units: number;
  /** The longest span, buffers included, in steps of the grain. */
  longest: number;
  bufferBefore: number;
  bufferAfter: number;
  openRule: OpenRule;
  worksHolidays: boolean;
  /** Raised by each change of plan, exception or closure: a booking carries the one that its page showed. */
  planVersion: number;
};

export type Span = {
  id: string;
  capacity: number;
  /** A path such as `order/line`; `order` names all that begins with it. */
  booking: string;
  /** Half-open, on the capacity's axis. */
  fromT: number;
  toT: number;
  /** With its buffers. */
  busyFrom: number;
  busyTo: number;
  /** Overdue: it occupies its place until then, whatever was promised. */
  lateTo: number | null;
  units: number;
  state: SpanState;
  /** UTC; of `held` and `asked` alone. */
  holdUntil: string | null;
  movedAt: string;
  movedBy: string;
};
