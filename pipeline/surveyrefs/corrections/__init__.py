"""What a person put right, applied to what was read: corrections and results in, corrected results out.

`docs/corrections.md` describes the file. Everything here is a function of frozen values; where a reference has to be
read or callouts linked anew, the caller hands in the functions of those stages (`apply.Again`).
"""
