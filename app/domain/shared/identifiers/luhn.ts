/** Whether digits end in the check digit of Luhn (ISO/IEC 7812-1, annex B), as those of INSEE's numbers do. */
export function passesLuhn(digits: string): boolean {
  const total = [...digits].reverse().reduce((sum, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}
