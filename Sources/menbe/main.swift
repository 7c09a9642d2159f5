print("menbe")
