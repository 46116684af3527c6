/** A request on its way out of the browser, as the gate sees it. */
export interface OutgoingRequest {
  /** Upper case. */
  method: string;
  url: URL;
  /** Fields of a form, urlencoded or multipart; a file is its name. Empty for any other body. */
  form: URLSearchParams;
  /** The body as text; empty where there is none. */
  body: string;
}
