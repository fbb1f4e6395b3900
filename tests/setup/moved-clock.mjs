// @ts-nocheck: replaces the global Date. Loaded before a server under test: its clock runs TEST_DAYS_AHEAD days
// ahead.
const ahead = Number(process.env.TEST_DAYS_AHEAD ?? 0) * 864e5;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(...args);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};
