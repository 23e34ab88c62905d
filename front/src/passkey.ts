// Passkeys: fetches the question, has the authenticator answer it, and sends the form with the answer.
import { all, one, word } from "./dom";

type Bytes = ArrayBuffer;

interface Descriptor {
  id: string;
  type: PublicKeyCredentialType;
}

/** A question as the server writes it: bytes are base64url text. */
interface Question {
  publicKey: {
    challenge: string;
    user?: { id: string };
    excludeCredentials?: Descriptor[];
    allowCredentials?: Descriptor[];
  };
}

function decoded(text: string): Bytes {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
}

function encoded(bytes: Bytes | null): string | null {
  if (!bytes) return null;
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const described = (list: Descriptor[] = []) => list.map((known) => ({ ...known, id: decoded(known.id) }));

/** The question with its bytes as bytes. */
function asked({ publicKey }: Question): object {
  return {
    ...publicKey,
    challenge: decoded(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: decoded(publicKey.user.id) } }),
    excludeCredentials: described(publicKey.excludeCredentials),
    allowCredentials: described(publicKey.allowCredentials),
  };
}

/** The answer as the server reads it. */
function answered(credential: PublicKeyCredential): string {
  const { response } = credential;
  const made = response instanceof AuthenticatorAttestationResponse;
  const own = made
    ? { attestationObject: encoded(response.attestationObject) }
    : response instanceof AuthenticatorAssertionResponse
      ? {
          authenticatorData: encoded(response.authenticatorData),
          signature: encoded(response.signature),
          userHandle: encoded(response.userHandle),
        }
      : {};
  return JSON.stringify({
    id: credential.id,
    rawId: encoded(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: encoded(response.clientDataJSON), ...own },
  });
}

/** What to say about a fault of the browser's own. */
function wording(fault: unknown, form: HTMLFormElement): string {
  const name = fault instanceof DOMException ? fault.name : "";
  if (name === "InvalidStateError") return form.dataset.known ?? "";
  if (name === "NotAllowedError" || name === "AbortError") return form.dataset.stopped ?? "";
  return name === "SecurityError" ? elsewhere(form) : (form.dataset.unable ?? "");
}

const elsewhere = (form: HTMLFormElement) =>
  (form.dataset.elsewhere ?? "").replace("{address}", form.dataset.origin ?? "");

function say(form: HTMLFormElement, text: string): void {
  const line = one(".passkey-trouble", form);
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
}

async function ask(form: HTMLFormElement): Promise<Credential | null | string> {
  const answer = await fetch(form.dataset.question ?? "", { method: "POST", headers: { accept: "application/json" } });
  const isJson = answer.headers.get("content-type")?.startsWith("application/json");
  if (!isJson) return word("failed");
  const body = (await answer.json()) as Question & { problem?: string };
  if (body.problem) return body.problem;
  const publicKey = asked(body);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: publicKey as PublicKeyCredentialCreationOptions })
    : navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions });
}

async function run(form: HTMLFormElement): Promise<void> {
  say(form, "");
  const field = one<HTMLInputElement>("input[name=answer]", form);
  const button = one<HTMLButtonElement>("button", form);
  if (!field || !button) return;
  button.disabled = true;
  try {
    const found = await ask(form);
    if (found instanceof PublicKeyCredential) {
      field.value = answered(found);
      form.submit();
      return;
    }
    say(form, typeof found === "string" ? found : (form.dataset.stopped ?? ""));
  } catch (fault) {
    say(form, fault instanceof TypeError ? word("offline") : wording(fault, form));
  }
  button.disabled = false;
}

export function startPasskeys(): void {
  for (const form of all<HTMLFormElement>("form[data-passkey]")) {
    if (location.origin !== form.dataset.origin) say(form, elsewhere(form));
    else if (!window.PublicKeyCredential) say(form, form.dataset.unable ?? "");
    else continue;
    for (const button of all<HTMLButtonElement>("button", form)) button.disabled = true;
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
    event.preventDefault();
    void run(form);
  });
}
