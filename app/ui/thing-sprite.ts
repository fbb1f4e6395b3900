// Written by bin/thing-sprite.ts.
/** The drawings of all things, at an address that changes with them. */
export const thingSprite = '/things.svg?v=5ecce31d16eb';
