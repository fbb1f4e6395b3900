/** Public holidays of a year by their French names, at midnight of the machine's zone. */
declare module '@socialgouv/jours-feries' {
  export default function publicHolidays(year: number, options?: { alsace?: boolean }): Record<string, Date>;
}
