// Reloads the page when the site was made anew, and shows what is wrong when it was not. Only under `serve`.
const bron = new EventSource("/wegwijs-gebeurtenissen");
let versie = null;
let scherm = null;

function toon(tekst) {
  if (!scherm) {
    scherm = document.createElement("div");
    scherm.id = "wegwijs-fouten";
    scherm.setAttribute("role", "alert");
    const stijl = {
      position: "fixed", inset: "0", zIndex: "99", overflow: "auto", padding: "1.5rem",
      background: "#1b1b1f", color: "#f4f4f5", font: "15px/1.5 ui-monospace, monospace",
    };
    Object.assign(scherm.style, stijl);
    const kop = document.createElement("p");
    kop.textContent = "De site is niet opnieuw gebouwd. Daaronder staat de vorige goede.";
    Object.assign(kop.style, { font: "600 18px/1.5 system-ui, sans-serif", margin: "0 0 1rem" });
    const lijst = document.createElement("pre");
    Object.assign(lijst.style, { whiteSpace: "pre-wrap", margin: "0 0 1rem", background: "none", color: "inherit" });
    const weg = document.createElement("button");
    weg.type = "button";
    weg.textContent = "Verberg";
    Object.assign(weg.style, { font: "inherit", minHeight: "44px", padding: "0 1rem" });
    weg.addEventListener("click", () => { scherm.remove(); scherm = null; });
    scherm.append(kop, lijst, weg);
    document.body.append(scherm);
  }
  scherm.querySelector("pre").textContent = tekst;
}

bron.addEventListener("message", (gebeurtenis) => {
  const { versie: nieuw, fouten } = JSON.parse(gebeurtenis.data);
  if (fouten) {
    toon(fouten);
  } else if (versie !== null && nieuw !== versie) {
    location.reload();
  }
  versie = nieuw;
});
