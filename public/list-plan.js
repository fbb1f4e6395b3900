// The plan of a list where scripts run: while the proof is worked out, the page looks whether it is there, and lays it over
// the plan that is shown. Without it a link does the same.

export {};

const pauseMs = 1500;
const maxLooks = 30;

/** @returns {Promise<void>} */
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

for (let look = 0; look < maxLooks; look++) {
  const shown = document.getElementById('plan');
  if (shown?.dataset.waits === undefined) break;
  await pause();
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) continue;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const plan = page.getElementById('plan');
  // A button that a person has reached with the keyboard is not taken away.
  if (plan && plan.dataset.waits === undefined && !shown.contains(document.activeElement)) shown.replaceWith(plan);
}
