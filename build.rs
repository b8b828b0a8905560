//! With the feature `rust-bert`: links libtorch so that it is found where it was when belie was built, and that its part for GPUs
//! is loaded although no symbol of it is used.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let with = |feature: &str| std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    if !with("RUST_BERT") {
        return;
    }
    // Told by the build script of torch-sys.
    if let Some(folder) = std::env::var_os("DEP_TCH_LIBTORCH_LIB") {
        println!(
            "cargo:rustc-link-arg=-Wl,-rpath,{}",
            folder.to_string_lossy()
        );
    }
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg=-Wl,--no-as-needed");
        println!("cargo:rustc-link-arg=-ltorch");
    }
}
