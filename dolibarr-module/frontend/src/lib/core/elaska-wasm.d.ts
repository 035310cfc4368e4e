declare module 'elaska.wasm?url' {
  const url: string;
  export default url;
}
