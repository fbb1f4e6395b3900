// Remix asks for this file. No page starts React in the browser: public/basket.js and app/verify/ticket.ts are all that
// their pages run, so the build throws its client scripts away (bin/build.ts).
export {};
