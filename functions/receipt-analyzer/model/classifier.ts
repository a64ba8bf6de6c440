import { BedrockRuntimeClient, ConverseCommand, type Message } from "@aws-sdk/client-bedrock-runtime";
import { clientSettings } from "../client-settings";
import { dataMessage, INSTRUCTIONS } from "./prompt";
import { parseReply, type Reply } from "./reply";

/** Room for the object that is asked for, and little more. */
const MAX_TOKENS = 200;

export type Classification =
  | { readonly reply: Reply; readonly repaired: boolean }
  | { readonly failure: "model-unavailable" | "model-refused"; readonly cause: string };

/**
 * Asks a foundation model who issued a receipt and what it is about.
 *
 * The model has no tools, its answer is held to a schema, and one answer that breaks it is sent back once with what is
 * wrong. It never fails a request: without a usable answer the receipt is as Textract reads it.
 */
export class Classifier {
  private readonly client: BedrockRuntimeClient;

  constructor(private readonly modelId: string) {
    this.client = new BedrockRuntimeClient(clientSettings());
  }

  async classify(lines: readonly string[], signal: AbortSignal): Promise<Classification> {
    const messages: Message[] = [{ role: "user", content: [{ text: dataMessage(lines) }] }];
    try {
      const first = await this.ask(messages, signal);
      const parsed = parseReply(first);
      if ("reply" in parsed) return { reply: parsed.reply, repaired: false };
      messages.push(
        // The API takes no blank text.
        { role: "assistant", content: [{ text: first.trim() === "" ? "(nothing)" : first }] },
        { role: "user", content: [{ text: `Not valid: ${parsed.errors}. Reply with the one JSON object only.` }] },
      );
      const second = parseReply(await this.ask(messages, signal));
      return "reply" in second
        ? { reply: second.reply, repaired: true }
        : { failure: "model-refused", cause: second.errors };
    } catch (error) {
      return { failure: "model-unavailable", cause: error instanceof Error ? error.name : "unknown" };
    }
  }

  /** @returns the text of the answer; empty if it was cut off, filtered or is no text */
  private async ask(messages: readonly Message[], signal: AbortSignal): Promise<string> {
    const { output, stopReason } = await this.client.send(
      new ConverseCommand({
        modelId: this.modelId,
        system: [{ text: INSTRUCTIONS }],
        messages: [...messages],
        inferenceConfig: { maxTokens: MAX_TOKENS, temperature: 0 },
      }),
      { abortSignal: signal },
    );
    if (stopReason !== "end_turn" && stopReason !== "stop_sequence") return "";
    return (output?.message?.content ?? []).map(({ text }) => text ?? "").join("");
  }
}
