/** The style of the stand-in's pages: plain on purpose, unlike any bank's. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  font:
    1rem / 1.5 system-ui,
    sans-serif;
}
body {
  margin: 0;
  background: Canvas;
  color: CanvasText;
}
main {
  max-width: 34rem;
  margin: 0 auto;
  padding: 2rem 1rem;
}
.notice {
  border: 2px dashed;
  padding: 0.75rem 1rem;
}
.declined {
  border-left: 4px solid #a8462f;
  padding: 0.5rem 1rem;
  font-weight: 600;
}
table {
  width: 100%;
  border-collapse: collapse;
  margin: 1rem 0;
  font-variant-numeric: tabular-nums;
}
td,
th {
  text-align: left;
  padding: 0.4rem 0;
  border-top: 1px solid color-mix(in srgb, CanvasText 20%, transparent);
}
td:last-child {
  text-align: right;
  white-space: nowrap;
}
tfoot {
  font-weight: 700;
}
form {
  display: grid;
  gap: 0.6rem;
}
button {
  font: inherit;
  padding: 0.8rem 1rem;
  border: 1px solid currentcolor;
  border-radius: 10px;
  background: transparent;
  color: inherit;
  text-align: left;
  cursor: pointer;
}
button.pay {
  background: #2c6b4c;
  color: #fff;
  border-color: #2c6b4c;
  font-weight: 700;
  text-align: center;
}
.row {
  justify-items: end;
}
.row button {
  padding: 0.4rem 0.7rem;
}
`;
