// On every page of a signed-in person, where scripts run: what this browser keeps of it is not shown to the next one.

// A page that comes back whole from the browser's own store was made for whoever was signed in then. WebKit keeps it
// whatever the headers say, so it asks again; what was typed in a form stays until then out of sight.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  document.documentElement.hidden = true;
  location.reload();
});

// Sign-out clears the site's storage by a header, which needs https or localhost; the searches go without it too.
for (const form of document.querySelectorAll('form[action="/sign-out"]'))
  form.addEventListener('submit', () => {
    try {
      localStorage.removeItem('halle.searches');
    } catch {
      // no storage, nothing kept
    }
  });
