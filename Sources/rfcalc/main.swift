print("rfcalc")
