// Starts the simulation worker. The page asks for worker_loader.js?v=<build>; the same query goes
// on to both files, so that a cached worker of another build is not used by accident.
const version = self.location.search;
// The smallest module that works on two numbers at once: () -> v128, i8x16.splat, i8x16.popcnt. A browser
// that takes it gets the quicker worker; both give the same bits.
const pair = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const worker = WebAssembly.validate(new Uint8Array(pair)) ? "./worker_simd" : "./worker";
importScripts(worker + ".js" + version);
wasm_bindgen({ module_or_path: worker + "_bg.wasm" + version }).catch((error) => {
  // Thrown outside the promise, so that the page's Worker gets its error event.
  setTimeout(() => {
    throw error;
  });
});
