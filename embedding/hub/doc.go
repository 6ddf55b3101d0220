// Package hub fetches models from Hugging Face's hub, or from a mirror of it, into
// the cache that Hugging Face's own programs keep.
//
// A [Repository] is named as owner/name@revision. [Client.Fetch] asks which version
// that is, reads the headers of its safetensors files, lets the caller choose
// tensors, and fetches what was chosen: whole files, when that is most of them, into
// the cache's blobs and snapshots, where other programs find them too; or else the
// chosen tensors alone, by ranges of bytes, into a file of their own beside that
// cache. What is in the cache already is not fetched again, and without a network
// the cached version is used.
//
// A download goes to a file of another name and is renamed when it is whole: its
// length always, and its SHA-256 or git's hash where the hub states one. When it
// breaks off it goes on where it was, by itself and after a new start too.
//
// HF_HOME, HF_HUB_CACHE, HF_ENDPOINT, HF_TOKEN and HF_HUB_OFFLINE mean what they mean
// to Hugging Face's programs, except that the token is sent to huggingface.co alone,
// by https: not to a mirror, and not to where a redirect leads. One program at a time
// may fetch the same repository.
package hub
