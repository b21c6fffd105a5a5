/** Something stands in the way of publishing that is no fault in the content. The message is for the editor. */
export class CannotPublish extends Error {}
