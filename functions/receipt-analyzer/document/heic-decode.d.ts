/** The package has no types of its own. */
declare module "heic-decode" {
  interface Picture {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8ClampedArray;
  }
  interface Image {
    readonly width: number;
    readonly height: number;
    decode(): Promise<Picture>;
  }
  function decode(input: { readonly buffer: Uint8Array }): Promise<Picture>;
  namespace decode {
    function all(input: { readonly buffer: Uint8Array }): Promise<readonly Image[] & { dispose(): void }>;
  }
  export = decode;
}
