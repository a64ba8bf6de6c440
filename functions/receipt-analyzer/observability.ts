import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context } from "aws-lambda";

const SERVICE = "receipt-analyzer";

/** What of a request may be known outside of its answer: names, numbers, durations. Never a text of the document. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Logs, metrics and traces, by AWS Lambda Powertools. Responses and events are never captured: they are receipts. */
export class Observability {
  private readonly logger = new Logger({ serviceName: SERVICE });
  private readonly metrics = new Metrics({ namespace: "ReceiptAnalyzer", serviceName: SERVICE });
  private readonly tracer = new Tracer({ serviceName: SERVICE });

  begin(context: Context): void {
    this.logger.addContext(context);
    this.metrics.captureColdStartMetric(context.functionName);
  }

  /** One line and one count a request. */
  end(outcome: string, level: "info" | "warn" | "error", facts: Facts): void {
    this.logger[level](outcome, { ...facts });
    const single = this.metrics.singleMetric();
    single.addDimension("outcome", outcome);
    single.addMetric("Requests", MetricUnit.Count, 1);
    this.metrics.publishStoredMetrics();
    this.logger.resetKeys();
  }

  count(name: string): void {
    this.metrics.addMetric(name, MetricUnit.Count, 1);
  }

  /** Runs a step in a subsegment of the trace, and keeps how long it took. */
  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    const parent = this.tracer.getSegment();
    const segment = parent?.addNewSubsegment(name);
    if (segment !== undefined) this.tracer.setSegment(segment);
    const start = performance.now();
    try {
      return await run();
    } catch (error) {
      segment?.addFaultFlag();
      throw error;
    } finally {
      this.metrics.addMetric(`${name}Latency`, MetricUnit.Milliseconds, Math.round(performance.now() - start));
      segment?.close();
      if (parent !== undefined) this.tracer.setSegment(parent);
    }
  }
}

/** An error as it may be logged: what it is and where it was thrown. Messages can quote what could not be read. */
export function describeError(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const { requestId, attempts } = (error as { $metadata?: { requestId?: string; attempts?: number } }).$metadata ?? {};
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(requestId !== undefined && { serviceRequestId: requestId }),
    ...(attempts !== undefined && { attempts }),
    at: frames
      .slice(0, 5)
      .map((line) => line.trim())
      .join("; "),
  };
}
