/** The token of a link, `<id>.<secret>`, anywhere in a text. */
export const TOKEN = /(?<id>[A-Za-z0-9_-]{22})\.(?<secret>[A-Za-z0-9_-]{43})/;
