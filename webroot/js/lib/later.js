const coming = {};

/** A script that comes when it is asked for, by its name. @returns {Promise} of what it exports; refused where it does not come */
export function later(name) {
  if (window.huiwen && window.huiwen[name]) return Promise.resolve(window.huiwen[name]);
  coming[name] = coming[name] || new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = document.querySelector(`meta[name="script-${name}"]`).content;
    script.onload = () => resolve(window.huiwen[name]);
    script.onerror = () => {
      delete coming[name];
      script.remove();
      reject(new Error(name));
    };
    document.head.appendChild(script);
  });
  return coming[name];
}
