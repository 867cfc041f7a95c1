//! Compiles the two browser crates to WebAssembly and hands the generator what it embeds.
//!
//! Per module two files come out: the script that loads it (`NAME.js`) and the module itself (`NAME_bg.wasm`), both
//! made with `wasm-bindgen`, whose library runs here at the very version of the bindings.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};

const TARGET: &str = "wasm32-unknown-unknown";

/// The crates with a browser face: folder and package name.
const MODULES: [(&str, &str); 2] =
    [("calculators/browser", "calculators-browser"), ("search/browser", "search-browser")];

fn main() {
    for watched in
        ["calculators/src", "calculators/browser", "search/src", "search/browser", "Cargo.lock", "build.rs"]
    {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-env-changed=WEGWIJS_WASM_RUSTC");

    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(variable("OUT_DIR"));
    // Beside the folder of the build that asks, so that debug, release and clippy share one, and the lock of
    // the outer build is never waited for.
    let target_dir =
        out.ancestors().nth(4).map_or_else(|| out.join("wasm"), |profiles| profiles.join("wasm"));

    embed_templates(&root.join("templates"), &out.join("templates.rs"));

    let compiler = Compiler::find();
    compiler.compile(&root, &target_dir);
    for (_, package) in MODULES {
        let name = package.replace('-', "_");
        let module = target_dir.join(TARGET).join("wasm").join(format!("{name}.wasm"));
        bind(&module, &name, &out.join("browser"));
    }
}

/// Writes a Rust list of the templates, each included as text.
fn embed_templates(folder: &Path, list: &Path) {
    println!("cargo::rerun-if-changed=templates");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|error| fail(&format!("templates/ cannot be read: {error}")))
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| [".html", ".css", ".js", ".svg", ".yaml"].iter().any(|ending| name.ends_with(ending)))
        .collect();
    names.sort();
    let mut source = String::from(
        "/// The built-in templates: name and text.\npub const TEMPLATES: &[(&str, &str)] = &[\n",
    );
    for name in names {
        source.push_str(&format!("    ({name:?}, include_str!({:?})),\n", folder.join(&name)));
    }
    source.push_str("];\n");
    if let Err(error) = fs::write(list, source) {
        fail(&format!("{} cannot be written: {error}", list.display()));
    }
}

/// Runs wasm-bindgen on one module. Its library calls its interface unstable: this is the only place that
/// knows it.
fn bind(module: &Path, name: &str, out: &Path) {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    let result = bindgen.input_path(module).out_name(name).typescript(false).remove_name_section(true);
    let result = match result.bundler(true) {
        Ok(bindgen) => bindgen.remove_producers_section(true).generate(out),
        Err(error) => Err(error),
    };
    if let Err(error) = result {
        fail(&format!("wasm-bindgen failed on {}: {error:#}", module.display()));
    }
    let glue = out.join(format!("{name}_bg.js"));
    let script = fs::read_to_string(&glue)
        .and_then(|glue| fs::write(out.join(format!("{name}.js")), with_loader(&glue, name)));
    if let Err(error) = script {
        fail(&format!("the script of {} cannot be written: {error}", module.display()));
    }
}

/// What wasm-bindgen writes for bundlers is half of what it writes for browsers, and lacks only this: the function
/// that starts the module, given its bytes. Those are fetched by who asks, side by side with this script. The module takes
/// its imports from the script itself.
fn with_loader(glue: &str, name: &str) -> String {
    let code: Vec<&str> =
        glue.lines().filter(|line| !line.trim_start().starts_with(['*']) && line.trim() != "/**").collect();
    format!(
        r#"{}
export default async function (bytes) {{
  if (wasm) return;
  const {{ instance }} = await WebAssembly.instantiate(bytes, {{ './{name}_bg.js': await import(import.meta.url) }});
  __wbg_set_wasm(instance.exports);
  wasm.__wbindgen_start();
}}
"#,
        code.join("\n")
    )
}

/// Which compiler makes WebAssembly here.
enum Compiler {
    /// The toolchain of `rust-toolchain.toml`, with the target installed.
    Own,
    /// A compiler apart (see `.ci/wasm-toolchain`) that builds the standard library from source, linked by
    /// the linker given.
    Apart { rustc: PathBuf, linker: PathBuf },
}

impl Compiler {
    fn find() -> Self {
        let rustc = variable("RUSTC");
        let output = Command::new(&rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
        let library = output.ok().and_then(|output| String::from_utf8(output.stdout).ok());
        if library.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
            return Self::Own;
        }
        let apart = env::var_os("WEGWIJS_WASM_RUSTC").map_or_else(|| "/usr/bin/rustc".into(), PathBuf::from);
        let sysroot = print(&rustc, "sysroot");
        let host = variable("HOST");
        let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
        let sources = Path::new(&print(&apart, "sysroot")).join("lib/rustlib/src/rust/library/std");
        if sources.is_dir() && linker.is_file() {
            return Self::Apart { rustc: apart, linker };
        }
        fail(&format!(
            "the target {TARGET} is not installed. Install it with `rustup target add {TARGET}`; where rustup's server \
             cannot be reached, on Debian, run `.ci/wasm-toolchain`. Then build again."
        ))
    }

    fn compile(&self, root: &Path, target_dir: &Path) {
        let mut cargo = Command::new(variable("CARGO"));
        cargo.current_dir(root).args(["build", "--locked", "--profile", "wasm", "--target", TARGET]);
        for (_, package) in MODULES {
            cargo.args(["--package", package]);
        }
        cargo.arg("--target-dir").arg(target_dir);
        // What the outer build sets for itself (clippy's wrapper, flags for the machine, its own target folder)
        // says nothing about the browser.
        for name in [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_WORKSPACE_WRAPPER",
            "CARGO_BUILD_RUSTC_WRAPPER",
            "CLIPPY_ARGS",
            "CARGO_BUILD_TARGET",
            "CARGO_TARGET_DIR",
            "TARGET",
        ] {
            cargo.env_remove(name);
        }
        if let Self::Apart { rustc, linker } = self {
            cargo
                .env("RUSTC", rustc)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .arg("-Zbuild-std=std,panic_abort");
        }
        match cargo.status() {
            Ok(status) if status.success() => {}
            Ok(_) => fail("the browser modules do not compile; the errors stand above."),
            Err(error) => fail(&format!("cargo cannot be started: {error}")),
        }
    }
}

/// What the compiler says of itself, or nothing if it cannot be asked.
fn print(rustc: impl AsRef<std::ffi::OsStr>, what: &str) -> String {
    let output = Command::new(rustc).args(["--print", what]).output();
    output.ok().and_then(|output| String::from_utf8(output.stdout).ok()).unwrap_or_default().trim().to_owned()
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| fail(&format!("cargo did not set {name}")))
}

/// Stops the build with one message.
fn fail(message: &str) -> ! {
    println!("cargo::error={message}");
    exit(1)
}
