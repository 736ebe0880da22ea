/** Extensions and whole names that tell what kind a file is, in lower case. */

/** Kinds by which the map is coloured; a kind's index is its key in the legend. */
export const FILE_KINDS = [
  'other',
  'folder',
  'image',
  'video',
  'audio',
  'document',
  'archive',
  'code',
  'program',
  'data',
  'diskImage',
  'temporary',
] as const;

export type FileKind = (typeof FILE_KINDS)[number];

/** Returns the legend's key of a kind. */
export const kindKey = (kind: FileKind): number => FILE_KINDS.indexOf(kind);

export const EXTENSIONS: Readonly<Partial<Record<FileKind, string>>> = {
  image:
    'jpg jpeg jpe jfif png gif bmp dib tif tiff webp avif heic heif jxl jp2 j2k svg svgz ico icns cur psd psb xcf kra ' +
    'ora ai eps raw arw cr2 cr3 nef nrw orf raf rw2 dng pef srw x3f 3fr tga pcx ppm pgm pbm pnm xpm xbm exr hdr dds ' +
    'ktx fig sketch drawio indd afphoto afdesign cdr wmf emf blend fbx gltf glb stl 3ds max c4d skp dwg dxf',
  video:
    'mp4 m4v mkv mov avi wmv webm flv f4v mpg mpeg mpe m2v vob m2ts mts 3gp 3g2 ogv ogm asf rm rmvb divx mxf dv y4m ' +
    'braw r3d insv',
  audio:
    'mp3 m4a m4b aac flac wav wave ogg oga opus wma aif aiff aifc alac ape wv mka mid midi ac3 dts amr au ra mpc tta ' +
    'dsf dff caf sf2 sfz flp als ptx rpp',
  document:
    'pdf doc docx docm dot dotx odt ott rtf txt md markdown rst adoc tex latex bib epub mobi azw azw3 fb2 djvu djv ps ' +
    'xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx odp key numbers pages odg vsd vsdx one xps oxps chm info man log ' +
    'eml msg mbox ics vcf srt vtt ass',
  archive:
    'zip 7z rar tar gz tgz bz2 tbz tbz2 xz txz zst tzst lz lz4 lzma lzo br z cab arj lzh lha ace cpio ar sit sitx ' +
    'jar war ear apk aab ipa xpi crx whl egg gem nupkg deb rpm snap flatpak pkg msi msix appx xar par2 backup bkf ' +
    'bak old orig pack',
  code:
    'c h cc cpp cxx hh hpp hxx ipp inl m mm cs fs fsx vb java kt kts scala groovy gradle clj cljs go rs swift d zig nim ' +
    'js mjs cjs jsx ts cts tsx vue svelte astro coffee dart php phtml py pyi pyw pyx ipynb rb erb pl pm t lua tcl r ' +
    'jl hs lhs ml mli erl hrl ex exs elm lisp el scm rkt asm s f f77 f90 f95 for pas pp ada adb ads vhdl v sv svh ' +
    'sh bash zsh fish ksh csh bat cmd ps1 psm1 awk sed html htm xhtml css scss sass less styl xml xsl xslt xsd dtd json ' +
    'json5 jsonc yaml yml toml ini cfg conf cnf properties env plist sql graphql gql proto thrift cmake mk mak ninja ' +
    'make bzl bazel nix tf hcl diff patch po pot map qml ui glade glsl hlsl vert frag cu cuh cl wat service desktop lock',
  program:
    'exe dll so dylib sys drv ocx cpl scr com efi ko a lib framework app appimage run elf wasm node class dex ' +
    'odex oat vdex dso xll ax mui bundle kext rlib rmeta',
  data:
    'db db3 sqlite sqlite3 db-wal db-shm sqlite-wal mdb accdb ldf mdf ndf ibd frm myd myi dbf ldb sst wt bson csv tsv ' +
    'bin parquet orc avro arrow feather h5 hdf5 hdf nc mat npy npz pkl pickle rds rdata dta sav sas7bdat jsonl ndjson ' +
    'geojson shp shx kml kmz gpx osm pbf las laz dat data idx index pt pth ckpt onnx safetensors gguf ggml tflite pb ' +
    'model dump pcap pcapng fasta fastq bam ttf otf ttc woff woff2 pak wad vpk unity3d assets uasset torrent',
  diskImage:
    'iso img dmg vmdk vdi vhd vhdx qcow qcow2 qed hdd vmem vmss vmsn ova ovf wim esd swm ffu nrg mdx cue ccd cdi toast ' +
    'sparseimage sparsebundle squashfs sfs simg',
  temporary:
    'tmp temp cache swp swo swn part partial crdownload download filepart pid sock dmp core mdmp etl o obj lo la pyc ' +
    'pyo gcda gcno tlog pch ipch ilk pdb idb ncb sdf suo tsbuildinfo err thumb chk',
};

/** Whole names without an extension. */
export const NAMES: Readonly<Partial<Record<FileKind, string>>> = {
  document: 'readme license licence copying authors changelog changes news notice todo install',
  code: 'makefile gnumakefile dockerfile containerfile vagrantfile gemfile rakefile procfile jenkinsfile pkgbuild cmakelists',
  temporary: 'core thumbs.db .ds_store desktop.ini',
  diskImage: 'swapfile pagefile.sys hiberfil.sys swapfile.sys',
};
