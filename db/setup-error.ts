/** A fault of the installation that its operator can repair: the message is shown as it is, without a stack. */
export class SetupError extends Error {
  override name = 'SetupError';
}
