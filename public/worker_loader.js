// Starts the simulation worker. The page asks for worker_loader.js?v=<build>; the same query goes
// on to both files, so that a cached worker of another build is not used by accident.
const version = self.location.search;
importScripts("./worker.js" + version);
wasm_bindgen({ module_or_path: "./worker_bg.wasm" + version }).catch((error) => {
  // Thrown outside the promise, so that the page's Worker gets its error event.
  setTimeout(() => {
    throw error;
  });
});
