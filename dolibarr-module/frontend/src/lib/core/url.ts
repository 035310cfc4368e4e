/* Where the portal's build puts the module; islands get its address from their page. */
import url from 'elaska.wasm?url';

export const coreUrl: string = url;
